import type { OrganizationId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'

export interface PatientSearch {
  readonly organization: OrganizationId
  readonly text: string
  readonly limit: number
}

type Asked = Omit<PatientSearch, 'text'>

/** So many of those admitted last are looked through first: common words are common among them as well. */
const looked = 4_000
/** Beyond this a word counts as common, and how common does not matter. */
const common = 5_000

/** What stands at or after a word in byte order and still begins with it. */
const beginning = (word: string): Prisma.Sql => Prisma.sql`word >= ${word} AND word < ${`${word}\u{10FFFF}`}`

const all = (words: readonly string[]): Prisma.Sql =>
  words.length === 0 ? Prisma.sql`true` : Prisma.join(words.map((word) => Prisma.sql`search_text LIKE ${`% ${word}%`}`), ' AND ')

/** Those among the latest admitted who carry all words: read in the order of one index, and left as soon as there are enough. */
export const amongLatest = ({ organization, limit }: Asked, words: readonly string[]) => Prisma.sql`
  SELECT id FROM (
    SELECT id, search_text, last_admitted_at FROM patient WHERE organization_id = ${organization}::uuid AND merged_into_id IS NULL
    ORDER BY last_admitted_at DESC NULLS LAST, id LIMIT ${words.length === 0 ? limit : looked}
  ) latest WHERE ${all(words)} ORDER BY last_admitted_at DESC NULLS LAST, id LIMIT ${limit}`

/** How many patients have each word, counted no further than matters. */
export const howCommon = ({ organization }: Asked, words: readonly string[]) => Prisma.join(
  words.map((word, place) => Prisma.sql`
    SELECT ${place}::int AS place, count(*)::int AS held
    FROM (SELECT FROM patient_word WHERE organization_id = ${organization}::uuid AND ${beginning(word)} LIMIT ${common}) counted`),
  ' UNION ALL ',
)

/** Those who have the rarest word, as the index of words tells, and all the others. */
export const byRarest = ({ organization, limit }: Asked, rarest: string, words: readonly string[]) => Prisma.sql`
  SELECT id FROM patient
  WHERE organization_id = ${organization}::uuid AND merged_into_id IS NULL AND ${all(words)}
    AND id = ANY (ARRAY(SELECT patient_id FROM patient_word WHERE organization_id = ${organization}::uuid AND ${beginning(rarest)}))
  ORDER BY last_admitted_at DESC NULLS LAST, id LIMIT ${limit}`

/** What a list shows of each, in the order given: the person, the last stay and the last active diagnosis, in one round trip. */
export const particulars = (ids: readonly string[]) => Prisma.sql`
  SELECT patient.id, patient.organization_id AS "organizationId", hospital_number AS "hospitalNumber", name, birth_date AS "birthDate", sex,
    citizen_id AS "citizenId", insurance_number AS "insuranceNumber", address, phone,
    stay.department, stay.room, stay.bed, stay.admitted_at AS "admittedAt", diagnosis.display AS "mainDiagnosis"
  FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY asked (id, place)
  JOIN patient ON patient.id = asked.id
  LEFT JOIN LATERAL (
    SELECT department, room, bed, admitted_at FROM encounter WHERE encounter.patient_id = patient.id AND superseded_by_id IS NULL
    ORDER BY admitted_at DESC LIMIT 1) stay ON true
  LEFT JOIN LATERAL (
    SELECT display FROM condition WHERE condition.patient_id = patient.id AND status = 'active' AND superseded_by_id IS NULL
    ORDER BY recorded_at DESC LIMIT 1) diagnosis ON true
  ORDER BY asked.place`
