import type { Observation, PatientRecord } from '#core/record/patient-record.ts'
import { isSensitive } from '#core/record/sensitivity.ts'
import type { ConsultRequest } from './case.ts'

type ClinicalTexts = Pick<ConsultRequest, 'course' | 'currentCondition' | 'provisionalDiagnosis'>

/**
 * Begins the request's texts with what the record already says, in the words of the form. They leave the hospital with the
 * request, so what a snapshot withholds by default stays out of them too.
 */
export function prefillTexts(record: PatientRecord): ClinicalTexts {
  return {
    course: [admission(record), allergies(record), medicines(record)].filter((line) => line !== '').join('\n'),
    currentCondition: [vitals(record.observations), abnormalResults(record.observations)].filter((line) => line !== '').join('\n'),
    provisionalDiagnosis: record.conditions
      .filter((one) => one.status === 'active' && !isSensitive(one))
      .map((one) => `${one.display} (${one.code})`)
      .join('; '),
  }
}

function admission({ encounters }: PatientRecord): string {
  const stay = encounters.find((one) => one.dischargedAt === null)
  if (!stay) return ''
  const bed = [stay.room === null ? '' : `buồng ${stay.room}`, stay.bed === null ? '' : `giường ${stay.bed}`].filter((part) => part !== '')
  return `Vào viện ${moment(stay.admittedAt)}, ${[stay.department, ...bed].join(', ')}.`
}

const allergies = ({ allergies: all }: PatientRecord): string =>
  all.length === 0 ? '' : `Dị ứng: ${all.map((one) => `${one.substance} (${one.reaction.toLowerCase()})`).join('; ')}.`

function medicines({ medications }: PatientRecord): string {
  const current = medications.filter((one) => one.endedOn === null && !isSensitive(one))
  return current.length === 0 ? '' : `Thuốc đang dùng: ${current.map((one) => `${one.name}, ${one.dosage}`).join('; ')}.`
}

/** Weight and height are measured once; they do not say how the patient is now. */
const bodyMeasures = new Set(['29463-7', '8302-2'])

function vitals(observations: readonly Observation[]): string {
  const newest = newestOfEach(observations.filter((one) => one.category === 'vital-signs' && !bodyMeasures.has(one.code)))
  const [first] = newest
  return first ? `Sinh hiệu ${moment(first.effectiveAt)}: ${newest.map(measured).join('; ')}.` : ''
}

/** More than this nobody reads in a summary; the table goes along with the record. */
const mostResults = 10
const isCritical = ({ flag }: Observation): boolean => flag === 'critical-high' || flag === 'critical-low'

function abnormalResults(observations: readonly Observation[]): string {
  const found = newestOfEach(observations.filter((one) => one.category === 'laboratory'))
    .filter((one) => one.flag !== 'normal' && !isSensitive(one))
    .toSorted((a, b) => Number(isCritical(b)) - Number(isCritical(a)))
    .slice(0, mostResults)
  return found.length === 0 ? '' : `Xét nghiệm bất thường: ${found.map(measured).join('; ')}.`
}

/** The newest value of each test; the record lists the newest first. */
export function newestOfEach(observations: readonly Observation[]): readonly Observation[] {
  const byCode = new Map<string, Observation>()
  for (const one of observations) {
    const held = byCode.get(one.code)
    if (!held || held.effectiveAt < one.effectiveAt) byCode.set(one.code, one)
  }
  return [...byCode.values()]
}

const measured = ({ display, value, unit }: Observation): string =>
  `${display} ${String(value).replace('.', ',')}${unit === null ? '' : ` ${unit}`}`

// The form is a Vietnamese document: its times are Vietnam's, UTC+7 all year, wherever the reader sits.
function moment(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 16)} ngày ${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`
}
