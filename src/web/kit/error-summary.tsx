import { fieldId, type Form } from './form.ts'

/** The drawn field an error belongs to: its own, else the nearest group around it. */
function place(f: Form, path: string): { label: string; href: string } | null {
  for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const label = f.drawn.get(at)
    // A group has no control of its own name: its set can be reached when nothing in it was drawn under this name.
    if (label !== undefined)
      return {
        label: [...rowsOf(f, at), label].join(' · '),
        href: `#${isSet(f, at) ? `${fieldId(at)}-set` : fieldId(at)}`,
      }
  }
  return null
}
/** "Contributor 2": the rows of repeated groups around a field. */
const rowsOf = (f: Form, name: string): string[] =>
  [...name.matchAll(/\.\d+(?=\.)/g)].flatMap((match) => f.drawn.get(name.slice(0, match.index + match[0].length)) ?? [])
const isSet = (f: Form, name: string): boolean => [...f.drawn.keys()].some((other) => other.startsWith(`${name}.`))

/** Every fault at the top, each with the way to its field. Draw it after the fields. */
export const ErrorSummary = ({ f }: { f: Form }) => (
  <div class="td-errors" role="alert" aria-labelledby="errors-title" tabindex={-1} autofocus>
    <h2 id="errors-title">{f.t('kit.errors', { count: f.errors.length })}</h2>
    <p>{f.t('kit.errors_hint')}</p>
    <ul>
      {f.errors.map(({ path, message }) => {
        const at = place(f, path)
        return (
          <li>{at === null ? message : <a href={at.href}>{f.t('kit.labelled', { label: at.label, message })}</a>}</li>
        )
      })}
    </ul>
  </div>
)
