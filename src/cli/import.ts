import { readFile } from 'node:fs/promises'
import { giveWay } from '../db/insist.ts'
import { importRows } from '../imports/actions.ts'
import { CsvProblem, readCsv } from '../imports/csv.ts'
import type { ImportFault, ImportReport } from '../imports/import.ts'
import { nasaColumns, planNasa } from '../imports/nasa.ts'
import { system } from '../kernel/actor.ts'
import { officeDay } from '../kernel/dates.ts'
import { fill } from '../kernel/messages.ts'
import { type Command, type Outcome, Problem } from './command.ts'
import { officeOf, withDesk } from './desk.ts'

export const importNasa: Command = {
  args: ['<csv>'],
  options: { office: { hint: '<id or name>', help: 'the office, by id, credit code or name', required: true } },
  run: async ({ env, args, options }) => {
    const rows = await rowsOf(args[0]!)
    return withDesk(env, {}, async (desk) => {
      const { ctx, office } = await officeOf(desk.ctx, options['office']!)
      const begun = performance.now()
      const plan = planNasa(rows, officeDay(ctx.now, ctx.zone))
      const report = await importRows({ ...ctx, actor: system('import', office.id) }, office.id, plan, giveWay)
      return outcome(report, Math.round(performance.now() - begun))
    })
  },
}

async function rowsOf(file: string) {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new Problem(`${file} cannot be read: ${error.message}`)
  })
  try {
    return readCsv(bytes, nasaColumns)
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error
    throw new Problem(`${file}: ${error.message}`)
  }
}

const reason = ({ key, params }: ImportFault): string => fill('en', key, params)

function outcome({ faults, ...counts }: ImportReport, milliseconds: number): Outcome {
  const told = faults.map((fault) => ({
    row: fault.row,
    column: fault.column,
    value: fault.value,
    reason: reason(fault),
    stored: fault.stored,
  }))
  const { rows, stored, unchanged, repeated, refused, patents, linked } = counts
  return {
    json: { ...counts, milliseconds, faults: told },
    lines: [
      ...told.map(({ row, column, value, reason: why }) => `row ${row}  ${column}  ${JSON.stringify(value)}  ${why}`),
      `${rows} rows: ${stored} stored, ${unchanged} unchanged, ${repeated} repeated in the file, ${refused} refused`,
      `${patents} patents new, ${linked} linked; ${milliseconds} ms`,
    ],
  }
}
