import { createHash } from 'node:crypto'
import type { AuditExport } from '#adapters/fhir/exchange/audit-export.ts'
import { findFault, type ChainFault } from '#core/audit/chain.ts'
import { contradicts, cutOff, witnessedOf, type Testimony } from '#core/audit/witness.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { readLine } from './testimony-line.ts'
import { fingerprintOf } from './witness-key.ts'

/** What an auditor who holds nothing but the file learns from it. */
export interface ExportReport {
  readonly links: number
  readonly fault: ChainFault | null
  readonly witness: {
    /** How many links somebody outside the database saw. */
    readonly links: number
    /** Lines that the key did not sign: each by its number. */
    readonly forged: readonly number[]
    readonly key: string
    /** Whether the key is the one that the auditor brought along; null where none was brought. */
    readonly keyIsTheirs: boolean | null
  } | null
}

const digest = (data: Uint8Array | string): Sha256 => brandId(createHash('sha256').update(data).digest('hex'))

/** Checks an export with nothing but itself, and against the witness's key where the auditor brings it. */
export function verifyExport({ organization, links, witness }: AuditExport, ownPem: string | null): ExportReport {
  const publicPem = ownPem ?? witness?.publicPem ?? null
  const read = witness === null || publicPem === null ? [] : witness.lines.map((line) => readLine(line, publicPem))
  const testimonies = read.filter((one): one is Testimony & { readonly previous: string } => one !== null)
  const witnessed = witnessedOf(testimonies, organization)
  const fault = findFault(digest, links) ?? contradicts(links, witnessed) ?? cutOff(links.at(-1)?.sequence ?? 0, witnessed)
  return {
    links: links.length,
    fault,
    witness: witness === null || publicPem === null ? null : {
      links: witnessed.size,
      forged: read.flatMap((one, index) => (one === null ? [index + 1] : [])),
      key: fingerprintOf(publicPem),
      keyIsTheirs: ownPem === null ? null : fingerprintOf(ownPem) === fingerprintOf(witness.publicPem),
    },
  }
}
