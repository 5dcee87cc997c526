import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractForms } from '../contracts/form.ts'
import { contractKindList, sampleContract } from '../contracts/sample.ts'
import { built } from '../local.ts'
import { diskFonts } from '../pdf/disk-fonts.ts'
import { columns, type Command, Problem, WrongWords } from './command.ts'

export const contractKinds: Command = {
  options: {},
  run: async () => {
    const kinds = contractKindList()
    return { json: { kinds }, lines: columns(kinds.map(({ id, title }) => [id, `${title['zh-CN']}  ${title.en}`])) }
  },
}

export const contractSample: Command = {
  options: {
    kind: { hint: '<kind>', help: 'as contract kinds lists them', required: true },
    locale: { hint: '<form>', help: contractForms.join(', '), required: true },
    out: { hint: '<file.pdf>', help: 'where to', required: true },
    final: { help: 'as an issued contract looks, without the watermark of a draft' },
  },
  run: async ({ options, switches }) => {
    const kinds = contractKindList().map(({ id }) => id)
    const kind = kinds.find((id) => id === options['kind'])
    const form = contractForms.find((one) => one === options['locale'])
    if (kind === undefined) throw new WrongWords(`--kind is one of ${kinds.join(', ')}`)
    if (form === undefined) throw new WrongWords(`--locale is one of ${contractForms.join(', ')}`)
    const fonts = diskFonts(join(built, 'public', 'fonts'))
    const bytes = await sampleContract(kind, form, fonts, { final: switches.has('final') })
    const out = options['out']!
    await writeFile(out, bytes).catch((error: Error) => {
      throw new Problem(`${out} cannot be written: ${error.message}`)
    })
    return { json: { kind, locale: form, file: out, bytes: bytes.length }, lines: [`${out}: ${bytes.length} bytes`] }
  },
}
