/** What we use of a package that brings no types. */
declare module 'autocannon' {
  type Request = {
    readonly method?: 'GET' | 'POST'
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  type Result = {
    readonly '2xx': number
    readonly non2xx: number
    readonly errors: number
    readonly timeouts: number
    /** In seconds. */
    readonly duration: number
  }
  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    /** In seconds. */
    readonly duration: number
    /** How often it looks whether it is over, in milliseconds. */
    readonly sampleInt: number
    readonly requests: readonly Request[]
  }): Promise<Result>
}
