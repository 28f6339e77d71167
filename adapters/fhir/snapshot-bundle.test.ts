import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, it } from 'vitest'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { anyRecord, exampleRecord } from '#core/record/testing.ts'
import type { SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { composeSnapshotBundle, readSnapshotBundle } from './snapshot-bundle.ts'

const facts = { id: brandId<SnapshotId>('6d9f0a2c-2b1d-4f0e-8a51-4a6f8f1d0001'), createdAt: new Date('2026-11-21T12:00:00.000Z') }
const validator = new Fhir()

describe('the snapshot as a FHIR document', () => {
  it('is read back exactly as it was sent', () => {
    fc.assert(fc.property(anyRecord, (record) => {
      const content = selectForSnapshot(record, wholeRecord)
      expect(readSnapshotBundle(composeSnapshotBundle(content, facts))).toEqual(content)
    }), { numRuns: 200 })
  })

  it('has the same bytes for the same content', () => {
    const content = selectForSnapshot(exampleRecord(), wholeRecord)
    expect(composeSnapshotBundle(content, facts)).toBe(composeSnapshotBundle(structuredClone(content), facts))
  })

  it('passes the R4 validator, whatever the record holds', () => {
    fc.assert(fc.property(anyRecord, (record) => {
      const bundle = composeSnapshotBundle(selectForSnapshot(record, wholeRecord), facts)
      const { messages } = validator.validate(bundle, { errorOnUnexpected: true })
      expect(messages.filter(({ severity }) => ['error', 'fatal'].includes(String(severity)))).toEqual([])
    }), { numRuns: 25 })
  })

  it('puts the composition first and the patient second', () => {
    const bundle = composeSnapshotBundle(selectForSnapshot(exampleRecord(), wholeRecord), facts)
    const order = [...bundle.matchAll(/"resourceType":"(\w+)"/g)].map(([, type]) => type)
    expect(order.slice(0, 2)).toEqual(['Composition', 'Patient'])
  })

  it('never names what was withheld', () => {
    const bundle = composeSnapshotBundle(selectForSnapshot(exampleRecord(), { excluded: ['all-1'], released: [] }), facts)
    for (const trace of ['B20', 'HIV', 'Tenofovir', 'con-hiv', 'med-hiv', 'obs-hiv', 'Penicillin', 'all-1', 'doc-1']) expect(bundle).not.toContain(trace)
    expect(readSnapshotBundle(bundle).withheld).toBe(4)
  })

  it('refuses a text that is not such a document', () => {
    expect(() => readSnapshotBundle('{"resourceType":"Bundle","type":"collection","entry":[]}')).toThrow()
  })
})
