/** Wording as text: esbuild and wrangler load `.md` so, and the tests do through their configuration. */
declare module '*.md' {
  const text: string
  export default text
}
