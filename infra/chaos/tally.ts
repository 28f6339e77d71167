import type { QueryResultRow } from 'pg'

/** One statement as the superuser, over a connection of its own: the server may have been killed since the last. */
export type Query = <Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>

/** How often each text stands somewhere. */
export type Tally = ReadonlyMap<string, number>

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every id that stands in a text. */
export const idsIn = (text: string): readonly string[] => text.match(id) ?? []

/** Counts what matches in these texts, each read once. */
export function countAll(texts: readonly string[], pattern: RegExp): Tally {
  const counts = new Map<string, number>()
  for (const text of texts) for (const match of text.match(pattern) ?? []) counts.set(match, (counts.get(match) ?? 0) + 1)
  return counts
}

/** The audit trail as far as it was read: how often something of a kind is told of somebody. */
export interface AuditTally {
  /** Reads what has come since. */
  readonly readOn: () => Promise<void>
  /** Links of the kind whose text names every one of the ids; 0 where one is unknown. */
  readonly count: (kind: Kind, ...ids: readonly (string | undefined)[]) => number
}

const kinds = ['case.created', 'case.moved', 'minutes.signed'] as const
type Kind = (typeof kinds)[number]

/** Reads the audit trail onward, each link once: chains only grow. */
export function makeAuditTally(query: Query): AuditTally {
  const read = new Map<string, number>()
  /** By kind and id: the texts that name it. */
  const told = new Map<string, string[]>()
  const note = (body: string): void => {
    const kind = kinds.find((one) => body.includes(`"type":"${one}"`))
    if (kind === undefined) return
    for (const one of new Set(idsIn(body))) {
      const key = `${kind} ${one}`
      const bodies = told.get(key)
      if (bodies === undefined) told.set(key, [body])
      else bodies.push(body)
    }
  }
  return {
    readOn: async () => {
      const tips = await query<{ organization: string; sequence: number }>('SELECT organization_id AS organization, sequence FROM audit_tip')
      for (const { organization, sequence } of tips) {
        const links = await query<{ body: string }>('SELECT body FROM audit_link WHERE organization_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence', [organization, read.get(organization) ?? 0, sequence])
        for (const { body } of links) note(body)
        read.set(organization, sequence)
      }
    },
    count: (kind, ...ids) => {
      const [first, ...rest] = ids
      return (told.get(`${kind} ${first ?? ''}`) ?? []).filter((body) => rest.every((one) => one !== undefined && body.includes(one))).length
    },
  }
}

/** How many signatures each stored file holds; a file never changes, so that each is opened once. */
export function makeSignatureCount(open: (file: string) => Promise<Uint8Array | null>) {
  const known = new Map<string, number>()
  return async (files: readonly string[]): Promise<Tally> => {
    for (const file of new Set(files)) {
      const bytes = known.has(file) ? null : await open(file)
      if (bytes !== null) known.set(file, Buffer.from(bytes).toString('latin1').split('/ByteRange').length - 1)
    }
    return known
  }
}
