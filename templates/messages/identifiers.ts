export const identifiers = {
  'input.date': [
    '“{value}”不是有效日期。请按 年-月-日 填写，例如 2026-11-23',
    '“{value}” is not a date. Write year-month-day, such as 2026-11-23',
  ],
  'input.currency': [
    '“{value}”不是 ISO 4217 货币代码。人民币请用 CNY',
    '“{value}” is not a currency code of ISO 4217. The yuan is CNY',
  ],
  'input.amount': ['“{value}”不是金额。例如 1,200,000.00 或 120万', '“{value}” is not an amount. Write it like 1,200,000.00'],
  'input.amount_decimals': ['{currency} 最多 {digits} 位小数', '{currency} has at most {digits} {digits|decimal|decimals}'],
  'input.percent': ['“{value}”不是百分比。例如 33.3333', '“{value}” is not a percentage. Write it like 33.3333'],
  'input.shares_above': ['各份额之和为 {sum}，超出 100% {difference}', 'The shares sum to {sum}, which is {difference} above 100%'],
  'input.shares_below': ['各份额之和为 {sum}，距 100% 还差 {difference}', 'The shares sum to {sum}, which is {difference} short of 100%'],
  'input.uscc_check': [
    '统一社会信用代码“{value}”的校验码不对：前 17 位对应的校验码是 {expected}',
    'The check character of the credit code “{value}” is wrong: its first 17 characters give {expected}',
  ],
  'input.uscc_format': [
    '统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）',
    'A unified social credit code has 18 digits and capital letters (no I, O, S, V, Z)',
  ],
  'input.orcid_check': ['ORCID“{value}”的校验位不对：应为 {expected}', 'The check digit of the ORCID iD “{value}” is wrong: it should be {expected}'],
  'input.orcid_format': ['ORCID 应为 16 位，例如 0000-0002-1825-0097', 'An ORCID iD has 16 characters, such as 0000-0002-1825-0097'],
  'input.ipc': ['“{value}”不是 IPC 分类号，例如 H01M 10/0525', '“{value}” is not an IPC symbol, such as H01M 10/0525'],
  'input.application_number_check': [
    '申请号“{value}”的校验位不对，应为 {suggestion}',
    'The check digit of the application number “{value}” is wrong; the number would be {suggestion}',
  ],
  'input.application_number_format': [
    '“{value}”不是申请号。中国申请号如 202011472880.4（也可带 ZL 或空格）',
    '“{value}” is not an application number. A Chinese one reads 202011472880.4 (ZL and blanks are accepted)',
  ],
} as const
