import { createHash } from 'node:crypto'
import type { Brand } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'

/** A stable identifier for a thing of the demo world, so that seeding twice finds it again. */
export function demoId<Id extends Brand<string, string>>(name: string): Id {
  const hex = createHash('sha256').update(`lien-vien-demo:${name}`).digest('hex')
  return brandId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`)
}
