import { describe, expect, it } from 'vitest'
import { frameOfMedia, uidOfUuid } from './media-frame.ts'

describe('a photograph among the pictures', () => {
  it('is named as DICOM derives names from a UUID', () => {
    // The example of PS3.5 B.2.
    expect(uidOfUuid('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toBe('2.25.329800735698586629295641978511506172918')
  })

  it('has a name that travels as a DICOM identifier', () => {
    const { study, series, instance } = frameOfMedia('ffffffff-ffff-ffff-ffff-ffffffffffff')
    for (const uid of [study, series, instance]) expect(uid).toMatch(/^[0-9.]{1,64}$/)
  })
})
