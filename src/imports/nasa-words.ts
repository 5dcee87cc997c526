import type { AchievementField } from '../achievements/achievement.ts'
import type { OrganisationKind } from '../organisations/organisation.ts'

/** The portfolio's categories among our fields. */
export const fieldOf: Readonly<Record<string, AchievementField>> = {
  aeronautics: 'aerospace',
  communications: 'information',
  'electrical and electronics': 'electronics',
  environment: 'environment',
  'health medicine and biotechnology': 'medicine',
  'information technology and software': 'information',
  instrumentation: 'electronics',
  manufacturing: 'machinery',
  'materials and coatings': 'materials',
  'mechanical and fluid systems': 'machinery',
  optics: 'electronics',
  'power generation and storage': 'energy',
  propulsion: 'aerospace',
  'robotics automation and control': 'machinery',
  sensors: 'electronics',
}

const nasa = (zh: string, en: string, kind: OrganisationKind = 'government') => ({
  kind,
  name: { zh: `美国国家航空航天局${zh}`, en: `NASA ${en}` },
})

/** NASA's centres by the portfolio's letters. The file names one of them by its office; JPL is run by Caltech. */
export const centres: Readonly<Record<string, ReturnType<typeof nasa>>> = {
  ARC: nasa('埃姆斯研究中心', 'Ames Research Center'),
  DFRC: nasa('阿姆斯特朗飞行研究中心', 'Armstrong Flight Research Center'),
  GRC: nasa('格伦研究中心', 'Glenn Research Center'),
  GSFC: nasa('戈达德太空飞行中心', 'Goddard Space Flight Center'),
  JPL: nasa('喷气推进实验室', 'Jet Propulsion Laboratory', 'institute'),
  JSC: nasa('约翰逊航天中心', 'Johnson Space Center'),
  KSC: nasa('肯尼迪航天中心', 'Kennedy Space Center'),
  LARC: nasa('兰利研究中心', 'Langley Research Center'),
  MSFC: nasa('马歇尔太空飞行中心', 'Marshall Space Flight Center'),
  SSC: nasa('斯坦尼斯航天中心', 'Stennis Space Center'),
}
