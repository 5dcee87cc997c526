import { Field, type FieldProps, tie } from './field.tsx'

/** One file from the reader's own machine. A browser never fills it in again: after a fault it is chosen anew. */
export const FileField = (props: FieldProps & { readonly accept: string }) => (
  <Field {...props}>
    <input {...tie(props)} class="form-control td-width-long" type="file" accept={props.accept} />
  </Field>
)
