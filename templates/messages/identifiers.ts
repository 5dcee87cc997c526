export const identifiers = {
  'input.date': [
    '“{value}”不是有效日期。请按 年-月-日 填写，例如 2026-11-23',
    '“{value}” is not a date. Write year-month-day, such as 2026-11-23',
  ],
  'input.moment': [
    '“{value}”不是有效时刻。请按 UTC 填写，例如 2026-11-23T06:05:00.000Z',
    '“{value}” is not a moment. Write it in UTC, such as 2026-11-23T06:05:00.000Z',
  ],
  'input.currency': [
    '“{value}”不是 ISO 4217 货币代码。人民币请用 CNY',
    '“{value}” is not a currency code of ISO 4217. The yuan is CNY',
  ],
  'input.amount': [
    '“{value}”不是金额。请写成 1,200,000.00 或 120万；逗号只用作千位分隔',
    '“{value}” is not an amount. Write it like 1,200,000.00; commas part thousands only',
  ],
  'input.amount_currency': [
    '“{value}”写的是另一种货币，这里应为 {currency}',
    '“{value}” names another currency; here it has to be {currency}',
  ],
  'input.amount_decimals': [
    '“{value}”的小数太多：{currency} 最多 {digits} 位小数',
    '“{value}” has too many decimals: {currency} has at most {digits}',
  ],
  'input.amount_too_large': ['金额“{value}”太大，无法登记', 'The amount “{value}” is too large to be recorded'],
  'input.percent': [
    '“{value}”不是百分比。请写成 33.3333 或 33.3333%',
    '“{value}” is not a percentage. Write it like 33.3333 or 33.3333%',
  ],
  'input.percent_decimals': [
    '“{value}”的小数太多：百分比最多 4 位小数',
    '“{value}” has too many decimals: a percentage has at most 4',
  ],
  'input.shares_above': [
    '各份额之和为 {sum}，超出 {difference}',
    'The shares sum to {sum}, which is {difference} above 100%',
  ],
  'input.shares_below': [
    '各份额之和为 {sum}，距 100% 还差 {difference}',
    'The shares sum to {sum}, which is {difference} short of 100%',
  ],
  'input.uscc_check': [
    '统一社会信用代码“{value}”的校验码不对：前 17 位对应的校验码是 {expected}',
    'The check character of the credit code “{value}” is wrong: its first 17 characters give {expected}',
  ],
  'input.uscc_format': [
    '“{value}”不是统一社会信用代码：应为 18 位数字和大写字母（不含 I、O、S、V、Z），现为 {length} 位',
    '“{value}” is not a unified social credit code: it has 18 digits and capital letters (no I, O, S, V, Z); this has {length}',
  ],
  'input.orcid_check': [
    'ORCID“{value}”的校验位不对：应为 {expected}',
    'The check digit of the ORCID iD “{value}” is wrong: it should be {expected}',
  ],
  'input.orcid_format': [
    '“{value}”不是 ORCID：应为 16 位，例如 0000-0002-1825-0097',
    '“{value}” is not an ORCID iD: it has 16 characters, such as 0000-0002-1825-0097',
  ],
  'input.ipc': [
    '“{value}”不是完整的 IPC 分类号。请写成 H01M 10/0525',
    '“{value}” is not a full IPC symbol. Write it like H01M 10/0525',
  ],
  'input.application_number_check': [
    '申请号“{value}”的校验位不对，应为 {suggestion}',
    'The check digit of the application number “{value}” is wrong; the number would be {suggestion}',
  ],
  'input.application_number_unchecked': [
    '申请号“{value}”缺少最后的校验位。完整的号码是 {suggestion}，请核对',
    'The application number “{value}” lacks its check digit. In full it reads {suggestion}; please compare',
  ],
  'input.application_number_format': [
    '“{value}”不是申请号。中国申请号 2003 年 10 月起为 13 位，如 202011472880.4，此前为 9 位，如 95115608.X（可带 ZL 或空格）',
    '“{value}” is not an application number. A Chinese one has 13 characters, such as 202011472880.4, or 9 before October 2003, such as 95115608.X (ZL and blanks are accepted)',
  ],
  'input.publication_number_kind': [
    '公开（公告）号“{value}”缺少文献种类代码，例如 CN112330675B 末尾的 B',
    'The publication number “{value}” lacks its kind code, such as the B at the end of CN112330675B',
  ],
  'input.publication_number_format': [
    '“{value}”不是公开（公告）号。应由国别代码、号码和文献种类代码组成，例如 CN112330675B、WO2018134344A1',
    '“{value}” is not a publication number. It has an office code, a number and a kind code, such as CN112330675B or WO2018134344A1',
  ],
} as const
