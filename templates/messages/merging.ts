export const merging = {
  'merge.step': ['合并重复记录', 'Merge a double'],
  'merge.choose_lead': [
    '把重复的记录并入 {reference}。并入后，原记录不再出现在任何列表中',
    'Merge a double into {reference}. After that the double is in no list any more',
  ],
  'merge.likely': ['很可能重复', 'Likely doubles'],
  'merge.likely_none': ['没有发现很可能重复的记录', 'No likely double was found'],
  'merge.all': ['全部记录', 'All entries'],
  'merge.other': ['要并入的记录', 'The double'],
  'merge.compare': ['比较两条记录', 'Compare the two'],
  'merge.title': ['将 {dropped} 并入 {kept}', 'Merge {dropped} into {kept}'],
  'merge.kept': ['保留 {reference}', 'Kept: {reference}'],
  'merge.dropped': ['并入 {reference}', 'Merged: {reference}'],
  'merge.field': ['项目', 'Field'],
  'merge.values': ['两条记录的内容', 'What the two entries say'],
  'merge.values_help': [
    '两边不同的项目，请选择保留哪一边的内容',
    'Where the two differ, choose which of them the kept entry goes on with',
  ],
  'merge.same': ['两条记录的内容相同', 'The two entries say the same'],
  'merge.contacts_joined': [
    '两边的联系人合在一起，重复的只留一次',
    'The contacts of both are joined, each of them once',
  ],
  'merge.other_way': ['反过来合并', 'The other way round'],
  'merge.apart': ['两条记录暂不能合并，一切不变', 'The two cannot be merged as they are; nothing changes'],
  'merge.swap': ['改为保留 {reference}', 'Keep {reference} instead'],
  'merge.submit': ['合并', 'Merge them'],
  'merge.moves_agreements': [
    '{count} 份协议改为指向 {reference}',
    '{count} {count|agreement|agreements} will name {reference}',
  ],
  'merge.moves_patents': ['{count} 项专利改为指向 {reference}', '{count} {count|patent|patents} will name {reference}'],
  'merge.moves_people': ['{count} 名人员改属 {reference}', '{count} {count|person|people} will belong to {reference}'],
  'merge.moves_achievements': [
    '{count} 项成果的完成人改为 {reference}',
    '{count} {count|achievement|achievements} will name {reference} as a contributor',
  ],
  'merge.moves_accounts': [
    '{count} 个登录账号改属 {reference}，登录后可见其成果、专利和协议',
    '{count} {count|account|accounts} will sign in as {reference} and see its achievements, patents and agreements',
  ],
  'merge.moves_invitations': [
    '{count} 份邀请改属 {reference}',
    '{count} {count|invitation|invitations} will be for {reference}',
  ],
  'merge.moves_documents': ['{count} 个文件移到 {reference}', '{count} {count|file|files} will lie at {reference}'],
  'merge.moves_notes': ['{count} 条备注移到 {reference}', '{count} {count|note|notes} will stand at {reference}'],
  'merge.moves_tenant': [
    '以 {dropped} 登录的企业成员今后以 {kept} 登录',
    'Who signs in as {dropped} will sign in as {kept}',
  ],
  'merge.moves_nothing': ['没有其他记录提到 {reference}', 'No other record names {reference}'],
  'merge.disappears': [
    '{dropped} 不再出现在列表和检索中，其地址转到 {kept}',
    '{dropped} is in no list or search any more; its address leads to {kept}',
  ],
  'merge.undoable': [
    '在 {kept} 再次变动之前可以撤销合并',
    'The merging can be undone as long as {kept} has not changed again',
  ],
  'merge.recorded': ['两条记录的历史各记一条', 'It goes into the history of both entries'],
  'merge.itself': ['不能与自己合并', 'An entry cannot be merged with itself'],
  'merge.own_entry': [
    '{reference} 是本单位自己的记录，只能保留，不能并入其他记录',
    '{reference} is your own organisation’s entry: it can be kept, but not merged into another',
  ],
  'merge.two_tenants': [
    '{kept} 和 {dropped} 是两家各自登录的单位，不能合并',
    '{kept} and {dropped} sign in as two different organisations and cannot be merged',
  ],
  'merge.both_parties': [
    '协议 {reference} 的当事人中两条记录都有。请先更正该协议',
    'Both are parties to the agreement {reference}. Put that agreement right first',
  ],
  'merge.both_holders': [
    '专利 {reference} 的权利人中两条记录都有。请先更正该专利',
    'Both are holders of the patent {reference}. Put that patent right first',
  ],
  'merge.both_contributors': [
    '成果 {reference} 的完成人中两条记录都有。请先更正该成果',
    'Both are contributors to the achievement {reference}. Put that achievement right first',
  ],
  'merge.done': ['两条记录已合并', 'The two entries are one'],
  'merge.undone': ['合并已撤销', 'The merging was undone'],
  'merge.notice': ['{date} 已将 {reference} 并入本记录', '{reference} was merged into this entry on {date}'],
  'merge.undo': ['撤销合并', 'Undo the merging'],
  'merge.undone_already': ['此次合并已经撤销', 'This merging has been undone already'],
  'merge.changed_since': [
    '{reference} 合并后又有变动，不能再撤销',
    '{reference} has changed since the merging, which cannot be undone any more',
  ],
  'merge.moved_on': [
    '合并后 {reference} 的关联记录又有变动，不能再撤销',
    'Records that came to {reference} with the merging have changed since; it cannot be undone any more',
  ],
  'merge.merged_on': [
    '{reference} 已并入另一条记录。请先撤销后一次合并',
    '{reference} has been merged into another entry. Undo that merging first',
  ],
  'merge.code_taken': [
    '{reference} 现在使用了合并前的代码，不能再撤销',
    '{reference} now has a code that one of the two had before; the merging cannot be undone any more',
  ],
  'history.organisation.merged_into': ['{actor} 将此记录并入 {reference}', '{actor} merged it into {reference}'],
  'history.person.merged_into': ['{actor} 将此记录并入 {reference}', '{actor} merged it into {reference}'],
} as const
