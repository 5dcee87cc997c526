/**
 * Enter in a field presses the first button of its form, in the order of the page: this one, which sends the form as
 * its main button does. Without it the first would be a row's "remove", or the language switch in the page's head.
 */
export const DefaultButton = ({ form }: { form?: string | undefined }) => (
  <button class="td-first-button" type="submit" form={form} tabindex={-1} aria-hidden="true"></button>
)
