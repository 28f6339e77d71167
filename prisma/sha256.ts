import { createHash } from 'node:crypto'
import type { Digest } from '#core/record/ports.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'

/** SHA-256 as lower-case hexadecimal. */
export const sha256: Digest = (data) => brandId<Sha256>(createHash('sha256').update(data).digest('hex'))
