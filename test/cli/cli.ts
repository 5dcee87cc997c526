import { join } from 'node:path'
import { openClient } from '../../src/db/store.ts'
import { runCli } from '../../src/cli/main.ts'
import { testFolder } from '../support/processes.ts'

type Env = Readonly<Record<string, string>>

/** Runs a command with --json and returns its object, and the exit code as `code`. */
export async function ask(env: Env, ...words: string[]): Promise<Record<string, any>> {
  const { code, out, err } = await runCli([...words, '--json'], env)
  if (err !== '') throw new Error(err)
  return { ...(JSON.parse(out) as object), code }
}

/** An office made by the command line in a folder of its own, and the command line there. */
export async function cliOffice() {
  const folder = await testFolder()
  const run = (...words: string[]) => ask({ DATA_DIR: folder }, ...words)
  const { id } = await run(
    ...'office create --name-zh 云溪理工大学 --uscc 12100000MB0X00000F'.split(' '),
    ...'--head-name 何敬 --head-email he.jing@yunxi.example.edu.cn --name-en'.split(' '),
    'Yunxi University of Technology'
  )
  return {
    folder,
    run,
    id: id as string,
    /** Asks the file itself. */
    sql: async (...statements: string[]) => {
      const client = openClient(`file:${join(folder, 'desk.db')}`)
      const results = []
      for (const statement of statements) results.push(await client.execute(statement))
      client.close()
      return results.at(-1)!.rows
    },
  }
}
