/** The page kit: five patterns (List, Record, Form, Decision, Public) and the parts they are made of. */
export { AppPage, type AppFrame, type NavGroup, type NavItem } from './app-page.tsx'
export {
  Aside,
  type DateAhead,
  DatesAhead,
  type LinkedRecord,
  LinkedRecords,
  People,
  type PersonLine,
} from './beside.tsx'
export { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
export { type State, StateChip, type Tone } from './chip.tsx'
export { CheckField, CheckGroup, type Choice, RadioField, SelectField } from './choice-fields.tsx'
export { DecisionPage } from './decision-page.tsx'
export { type DocumentLine, Documents } from './documents.tsx'
export { type Act, type Empty, EmptyState } from './empty-state.tsx'
export { ErrorPage } from './error-page.tsx'
export { type Fact, type FactGroup, FactGroups, Facts } from './facts.tsx'
export type { Filter, ListSearch, Option } from './filters.tsx'
export { applyRoundTrip, type FieldError, fieldId, type Form, formOf, type Values } from './form.ts'
export { FieldRow, FormBody, FormPage, FormSection } from './form-page.tsx'
export { Heading } from './heading.tsx'
export { type HistoryItem, HistoryList } from './history-list.tsx'
export { safeHref } from './href.ts'
export { Icon, type IconName } from './icon.tsx'
export { LanguageSwitch } from './language.tsx'
export { ListPage } from './list-page.tsx'
export { Notice, type NoticeKind } from './notice.tsx'
export { type Frame, Page } from './page.tsx'
export type { Viewer } from './person-menu.tsx'
export { BarChart, Numbers, type NumberWithTrend, type Point } from './plots.tsx'
export { PublicPage } from './public-page.tsx'
export { RecordPage } from './record-page.tsx'
export { RepeatedGroup } from './repeated-group.tsx'
export { type Difference, StaleNotice } from './stale-notice.tsx'
export { BlockedSteps, type Step, StepButtons } from './steps.tsx'
export { type Column, Table } from './table.tsx'
export { DateText, Lang, Money, OutLink, type When } from './text.tsx'
export { DateField, FileField, MoneyField, TextArea, TextField, TextPair } from './text-fields.tsx'
export { VerifyForm } from './verify-form.tsx'
export { Section, type Waiting, WaitingList } from './waiting.tsx'
