export const pdf = {
  'pdf.uncovered': [
    '没有字体能印出这些字：{characters}。请改用其他写法',
    'No font can print these characters: {characters}. Write them another way',
  ],
  'pdf.code': ['二维码：{url}', 'QR code: {url}'],
  'pdf.contents': ['目录', 'Contents'],
} as const
