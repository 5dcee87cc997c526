// Prints the SHA-256 of the sample contract; rendered alone, or after another document that used other characters first.
import { createHash } from 'node:crypto'
import { renderDocument } from '../../src/pdf/render.ts'
import { fonts } from './fonts.ts'
import { sampleContract } from './sample.ts'
import { paragraph, specOf } from './tools.ts'

if (process.argv[2] === 'after') await renderDocument(specOf([paragraph('\u00a0同合\u00a0licence')]), fonts)
const bytes = await renderDocument(sampleContract('bilingual'), fonts)
process.stdout.write(createHash('sha256').update(bytes).digest('hex'))
