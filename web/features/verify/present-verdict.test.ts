import { describe, expect, it } from 'vitest'
import type { FoundSignature } from '#core/minutes/ports.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { presentVerdict } from './present-verdict.ts'

const signature: FoundSignature = {
  field: 'ChuToa', signerName: 'Hoàng Đức Thịnh', organizationName: 'Bệnh viện Sông Hàn', certificateSerial: '01', reason: 'Chủ tọa phê duyệt',
  signedAt: new Date('2026-11-21T10:00:00Z'), timestamped: true, intact: true, trusted: true,
}
const held = { file: brandId<Sha256>('ab'.repeat(32)), onFile: null }
const outcome = (part: Partial<FoundSignature>, whole = true, unsignedFields: readonly string[] = []) =>
  presentVerdict({ signatures: [{ ...signature, ...part }], unsignedFields, whole }, held).outcome

describe('the verdict in one word', () => {
  it('is whole only when every signature is sound and none is missing', () => {
    expect(outcome({})).toBe('whole')
    expect(outcome({}, true, ['ThuKy'])).toBe('unfinished')
  })

  it('is broken when bytes were changed under a signature or after it', () => {
    expect(outcome({ intact: false }, false)).toBe('broken')
    expect(outcome({}, false)).toBe('broken')
  })

  it('is foreign when the signer is certified by nobody known here, and unsigned when there is no signature', () => {
    expect(outcome({ trusted: false }, false)).toBe('foreign')
    expect(presentVerdict({ signatures: [], unsignedFields: [], whole: false }, held).outcome).toBe('unsigned')
  })
})
