import { z } from 'zod'
import { checkOutcomes, type SealOnFile, type SealRegistry, type StoredSeal } from '#core/minutes/seal-on-file.ts'
import { unopenedCode, type FileSealer } from '#core/record/sealed-file.ts'
import { brandId, type CaseId, type MinutesId, type Sha256 } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import { openKept, type KeptRow } from './file-store.ts'
import type { ScopedDb } from './scoped-db.ts'

const at = z.string().transform((text) => new Date(text))
const hash = z.string().transform((text) => brandId<Sha256>(text))
const id = z.string().transform((text) => brandId<MinutesId>(text))
const statuses = ['draft', 'frozen', 'signing', 'signed', 'returned'] as const

/** What the database's own function tells; it alone decides what a stranger may see. */
const record = z.object({
  id,
  version: z.number(),
  isAddendum: z.boolean(),
  amends: id.nullable(),
  status: z.enum(['frozen', 'signing', 'signed', 'returned']),
  code: z.string(),
  hospital: z.string(),
  frozenAt: at,
  signedAt: at.nullable(),
  returnedAt: at.nullable(),
  sealed: hash.nullable(),
  steps: z.array(hash),
  storedWhole: z.boolean().nullable(),
  isStoredSealed: z.boolean().nullable(),
  people: z.array(
    z.object({ field: z.string(), role: z.enum(['secretary', 'member', 'chair']), name: z.string(), title: z.string(), organization: z.string() }),
  ),
  signatures: z.array(z.object({ field: z.string(), signedAt: at })),
  later: z.array(z.object({ id, version: z.number(), status: z.enum(statuses), isAddendum: z.boolean(), signedAt: at.nullable() })),
  check: z.object({ checkedAt: at, outcome: z.enum(checkOutcomes) }).nullable(),
})

const extras = z.object({
  seals: z.array(z.object({ field: z.string(), name: z.string(), givenAt: at.nullable() })),
  standIns: z.array(z.object({ field: z.string(), name: z.string(), title: z.string() })),
})

/** Minutes for strangers, through a function that shows no clinical word and no patient. */
export const makeSealRegistry = (ask: ScopedDb, sealer: FileSealer | undefined): SealRegistry => ({
  find: async (asked) => {
    const [minutes, file] = 'minutes' in asked ? [asked.minutes, null] : [null, asked.file]
    const [row] = await ask((db) => db.$queryRaw<{ found: unknown }[]>`SELECT seal_on_file(${minutes}::uuid, ${file}::char(64)) AS found`)
    if (!row?.found) return null
    const found = record.parse(row.found)
    const [more] = await ask((db) => db.$queryRaw<{ extras: unknown }[]>`SELECT seal_extras(${found.id}::uuid) AS extras`)
    const whole = found.isStoredSealed === true ? await isWhole({ ask, sealer }, found.id) : found.storedWhole
    return sealOf({ ...found, storedWhole: whole }, extras.parse(more?.extras))
  },
})

/** Whether the sealed bytes still open to what was signed; they are opened here and go no further. */
async function isWhole({ ask, sealer }: { readonly ask: ScopedDb; readonly sealer: FileSealer | undefined }, minutes: MinutesId): Promise<boolean> {
  const [row] = await ask((db) => db.$queryRaw<KeptRow[]>`SELECT * FROM sealed_on_file(${minutes}::uuid)`)
  if (row === undefined) return false
  try {
    return sha256(await openKept(sealer, { row, wanted: { from: 0, length: row.size } })) === row.sha256
  } catch (cause) {
    if (unopenedCode(cause) !== 'file.damaged') throw cause
    return false
  }
}

/** Hospitals' seals stand after the people; whoever signed in another's place is named. */
function sealOf({ people, signatures, check, isStoredSealed: _sealed, ...seal }: z.output<typeof record>, { seals, standIns }: z.output<typeof extras>): SealOnFile {
  const standInOf = (field: string): string | null => {
    const found = standIns.find((one) => one.field === field)
    return found === undefined ? null : `${found.title} ${found.name}`.trim()
  }
  return {
    ...seal,
    signers: [
      ...people.map((one) => ({ ...one, signedAt: signatures.find(({ field }) => field === one.field)?.signedAt ?? null, standIn: standInOf(one.field) })),
      ...seals.map(({ field, name, givenAt }) => ({ field, name, title: '', organization: name, role: 'organization' as const, signedAt: givenAt, standIn: null })),
    ],
    lastCheck: check === null ? null : { at: check.checkedAt, outcome: check.outcome },
  }
}

/** Every stored version, in pages. */
export const makeStoredSeals =
  (ask: ScopedDb) =>
  async (after: MinutesId | null, limit: number): Promise<readonly StoredSeal[]> => {
    const rows = await ask((db) => db.$queryRaw<{ minutes_id: string; case_id: string; status: StoredSeal['status']; sealed: string }[]>`
      SELECT minutes_id, case_id, status, sealed FROM minutes_to_check(${after}::uuid, ${limit}::integer)`)
    return rows.map((row) => ({
      minutes: brandId<MinutesId>(row.minutes_id),
      case: brandId<CaseId>(row.case_id),
      status: row.status,
      sealed: brandId<Sha256>(row.sealed),
    }))
  }

/** Cases whose minutes wait for signatures; ids only. */
export const makeCasesBeingSigned = (ask: ScopedDb) => async (): Promise<readonly CaseId[]> => {
  const rows = await ask((db) => db.$queryRaw<{ case_id: string }[]>`SELECT case_id FROM minutes_being_signed()`)
  return rows.map((row) => brandId<CaseId>(row.case_id))
}
