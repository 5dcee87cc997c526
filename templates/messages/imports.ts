/** What an import says of a row that was left out, or of a cell that was not taken as it stood. */
export const imports = {
  'imports.row_length': [
    '此行有 {count} 列，表头有 {expected} 列',
    'The row has {count} columns, the head has {expected}',
  ],
  'imports.repeats': ['与第 {row} 行相同', 'The same as row {row}'],
  'imports.repeats_otherwise': [
    '编号与第 {row} 行相同而内容不同，未导入',
    'Row {row} has the same reference number with other contents; left out',
  ],
  'imports.number_mended': ['按 {value} 录入', 'Taken as {value}'],
  'imports.serial_unreadable': ['不是美国申请号，未录入', 'Not a US application number; left out'],
  'imports.patent_number_unreadable': ['不是美国专利号，未录入', 'Not a US patent number; left out'],
  'imports.date_unreadable': ['不是日期，未录入', 'Not a date; left out'],
  'imports.serial_taken': [
    '第 {row} 行的另一件专利已用此申请号，此处未录入',
    'Row {row} gives this number to another patent; left out here',
  ],
  'imports.serial_known': [
    '{reference} 已用此申请号而专利号不同，此处未录入',
    '{reference} has this number with another patent number; left out here',
  ],
  'imports.linked': ['专利已在台账中，关联到 {reference}', 'The patent was here already: linked to {reference}'],
  'imports.other_expiry': [
    '第 {row} 行同一专利的届满日为 {value}，以该行为准',
    'Row {row} says {value} for the same patent; that one is kept',
  ],
  'imports.expiry_unused': [
    '没有申请号和专利号，未录入届满日',
    'There is neither an application nor a patent number; left out',
  ],
  'imports.category_unknown': ['未知类别，归入“其他”', 'Unknown category; filed under “other”'],
} as const
