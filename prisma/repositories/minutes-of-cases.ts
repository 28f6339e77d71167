import type { Minutes } from '#core/minutes/minutes.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { JsonRow } from './columns-of.ts'
import { columnsOf, optionalMoment } from './columns-of.ts'
import { minutesOf } from './minutes-row.ts'
import type { MinutesRow } from './minutes-row.ts'
import type { ScopedDb } from './scoped-db.ts'

type SignatureRow = MinutesRow['signatures'][number]
type SealRow = MinutesRow['seals'][number]
type FoundRow = Omit<MinutesRow, 'signatures' | 'seals'> & {
  readonly signatures: readonly JsonRow<SignatureRow>[]
  readonly seals: readonly JsonRow<SealRow>[]
}

/** What still changes of the minutes of these cases, with its signatures and seals in one answer. */
export async function openMinutesOf(ask: ScopedDb, cases: readonly CaseId[]): Promise<readonly Minutes[]> {
  if (cases.length === 0) return []
  const rows = await ask((db) => db.$queryRaw<FoundRow[]>`
    SELECT ${columnsOf('one', Prisma.MinutesScalarFieldEnum, ['liveUpdate'])},
      (SELECT coalesce(json_agg(given ORDER BY given."signedAt", given.field), '[]')
        FROM (SELECT ${columnsOf('s', Prisma.MinutesSignatureScalarFieldEnum)} FROM minutes_signature s WHERE s.minutes_id = one.id) given) AS signatures,
      (SELECT coalesce(json_agg(place ORDER BY place.field), '[]')
        FROM (SELECT ${columnsOf('s', Prisma.MinutesSealScalarFieldEnum)} FROM minutes_seal s WHERE s.minutes_id = one.id) place) AS seals
    FROM minutes one WHERE one.case_id = ANY (${[...cases]}::uuid[]) AND one.status IN ('draft', 'frozen', 'signing') ORDER BY one.created_at`)
  return rows.map(rowOf).map(minutesOf)
}

const rowOf = ({ signatures, seals, ...row }: FoundRow): MinutesRow => ({
  ...row,
  signatures: signatures.map((given) => ({ ...given, signedAt: new Date(given.signedAt) })),
  seals: seals.map((place) => ({ ...place, givenAt: optionalMoment(place.givenAt) })),
})
