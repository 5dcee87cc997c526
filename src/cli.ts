import { runCli } from './cli/main.ts'

const { code, out, err } = await runCli(process.argv.slice(2), process.env)
if (out !== '') console.log(out)
if (err !== '') console.error(err)
process.exitCode = code
