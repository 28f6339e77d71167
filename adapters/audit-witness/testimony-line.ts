import { createHash, createPublicKey } from 'node:crypto'
import { z } from 'zod'
import type { Testimony } from '#core/audit/witness.ts'
import type { OrganizationId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { isSigned, type WitnessKey } from './witness-key.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/).transform((raw) => brandId<Sha256>(raw))
const line = z.object({
  organization: z.uuid().transform((raw) => brandId<OrganizationId>(raw)),
  from: z.int().positive(),
  hashes: z.array(hash).min(1),
  at: z.iso.datetime(),
  previous: z.string(),
  signature: z.string(),
})

/** A testimony as it was read, and the line that it claims to follow. */
export interface ReadTestimony extends Testimony {
  readonly previous: string
}

const signedText = ({ organization, from, hashes, at }: Testimony, previous: string): string =>
  JSON.stringify({ organization, from, hashes, at: at.toISOString(), previous })

/** What the next line names as the one before it. */
export const digestOfLine = (text: string): string => createHash('sha256').update(text).digest('hex')

/** One line of the journal: a testimony, the digest of the line before it, and a signature over both. */
export function writeLine(testimony: Testimony, previous: string, key: WitnessKey): string {
  const text = signedText(testimony, previous)
  return JSON.stringify({ ...(JSON.parse(text) as object), signature: key.sign(text) })
}

/** Reads a line back, or null when the key did not sign it. */
export function readLine(text: string, publicPem: string): ReadTestimony | null {
  const parsed = line.safeParse(parsedJson(text))
  if (!parsed.success) return null
  const { previous, signature, at, ...rest } = parsed.data
  const testimony = { ...rest, at: new Date(at) }
  return isSigned(createPublicKey(publicPem), signedText(testimony, previous), signature) ? { ...testimony, previous } : null
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
