import { nasaColumns } from '../../src/imports/nasa.ts'

const what = ['Sensor', 'Nozzle', 'Antenna', 'Composite', 'Filter', 'Actuator', 'Coating', 'Valve', 'Lens', 'Battery']
const how = ['Adaptive', 'Lightweight', 'Cryogenic', 'Wireless', 'Thermal', 'Flexible', 'Compact', 'Optical']
const where = ['Aircraft', 'Spacecraft', 'Turbines', 'Robots', 'Pipelines', 'Laboratories', 'Greenhouses']
const why = [
  'It lowers the weight of the assembly without giving up stiffness',
  'The signal is compared with a stored model and corrected in real time',
  'Tests at low temperature show no loss of adhesion after many cycles',
  'A second layer keeps moisture away from the conducting paths',
  'The part is printed in one piece, so that no joint can leak',
  'Several units share one line and are told apart by their resonance',
]
const categories = ['materials and coatings', 'sensors', 'optics', 'propulsion', 'manufacturing', 'communications']
const centres = ['ARC', 'GRC', 'GSFC', 'JPL', 'JSC', 'KSC', 'LARC', 'MSFC']

const pick = (list: readonly string[], i: number): string => list[i % list.length]!
const digits = (value: number, count: number): string => String(value).padStart(count, '0')
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** A portfolio of `count` technologies, each with its own US patent, as the file of nasaColumns: always the same. */
export function portfolio(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const name = `${pick(how, i)} ${pick(what, Math.floor(i / 8))} for ${pick(where, Math.floor(i / 80))} ${i}`
    const abstract = Array.from({ length: 6 }, (_, at) => `${pick(why, i * 5 + at * 7)} (${i + at}).`).join(' ')
    const serial = `${digits(10 + (i % 4), 2)}/${digits(100_000 + i, 6)}`
    const expiry = `20${digits(15 + (i % 25), 2)}-0${1 + (i % 9)}-15 00:00:00`
    const reference = `${pick(centres, i)}-${digits(i, 5)}-1`
    const granted = i % 4 === 0 ? '' : String(6_000_000 + i)
    const cells: Record<(typeof nasaColumns)[number], string> = {
      Category: pick(categories, i),
      Abstract: abstract,
      Title: name,
      'Reference Number': reference,
      Center: pick(centres, i),
      'Patent Number': granted,
      'Serial Number': serial,
      'Expiration Date': expiry,
      Facility: '',
    }
    return nasaColumns.map((column) => quoted(cells[column])).join(',')
  })
  return [nasaColumns.join(','), ...lines, ''].join('\r\n')
}
