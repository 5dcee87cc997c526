export const remuneration = {
  'remuneration.currency': [
    '币种与合同金额的币种（{currency}）不一致',
    'This currency is not that of the contract value ({currency})',
  ],
  'remuneration.sum': [
    '各期付款合计 {sum}，与合同金额 {value} 不一致',
    'The payments add up to {sum}, the contract value is {value}',
  ],
  'remuneration.pay_days': [
    '付款期限不能早于报告期限（期满后 {days} 日）',
    'Payment cannot be due before the report ({days} {days|day|days} after the period)',
  ],
  'remuneration.entry_fee': ['入门费不能高于合同金额', 'The entry fee is higher than the contract value'],
  'remuneration.minimum_ordinary': [
    '只有独占或排他许可才能约定最低提成费',
    'A minimum royalty goes with an exclusive or a sole licence only',
  ],
  'remuneration.cap': [
    '提成费总额上限不能低于一期的最低提成费',
    'The cap is lower than the minimum royalty of one period',
  ],
  'remuneration.rate': ['提成比例不能超过 100%', 'A royalty rate cannot be above 100%'],
  'remuneration.rate_zero': ['至少有一档的提成比例大于零', 'At least one band needs a rate above zero'],
  'remuneration.band_order': ['每一档的上限应高于前一档', 'Each band has to end above the band before it'],
  'remuneration.band_open': ['最后一档不设上限，请留空', 'The last band has no upper end; leave it empty'],
  'remuneration.band_closed': ['除最后一档外，每一档都要有上限', 'Every band but the last needs an upper end'],
} as const
