import { z } from 'zod'

/** RFC 9457; `errors` lists every fault of the input, `value` is what was given. */
export const Problem = z
  .object({
    type: z.string().meta({ example: 'about:blank#invalid' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional().meta({ description: 'number of the request, for the administrator' }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ example: 'contributors.1.share' }),
          message: z.string(),
          value: z.unknown().optional(),
        })
      )
      .optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
