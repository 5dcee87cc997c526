export const errors = {
  'error.invalid': [
    '提交的内容有 {count} 处需要改正',
    '{count} {count|thing|things} in what you sent {count|needs|need} correction',
  ],
  'error.not_found': ['没有找到这一页或这条记录', 'This page or record was not found'],
  'error.internal': [
    '系统出错，未作任何更改。请稍后再试；如仍出错，请把编号 {request} 告诉管理员',
    'Something went wrong on our side and nothing was changed. Try again; if it happens again, tell the administrator the number {request}',
  ],
} as const
