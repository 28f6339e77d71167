import { Fhir } from 'fhir'
import { describe, expect, it } from 'vitest'
import { sampleOrder } from '#adapters/pdf/test-order.ts'
import { fhirXml } from './fhir-xml.ts'
import { composeMinutesBundle } from './minutes-bundle.ts'
import { narrativeOf } from './narrative.ts'

describe('the minutes as a FHIR document', () => {
  const text = composeMinutesBundle(sampleOrder())

  it('is valid R4, a consult note first', () => {
    const { messages } = new Fhir().validate(text)
    expect(messages.filter(({ severity }) => ['error', 'fatal'].includes(String(severity)))).toEqual([])
    expect(text).toMatch(/^\{"entry":\[\{"fullUrl":"[^"]+","resource":\{[^[]*"author"/)
    expect(text).toContain('"code":"11488-4","display":"Consult note","system":"http://loinc.org"')
    expect(text).toContain('"type":"document"')
  })

  it('names every reference by an entry of its own', () => {
    const entries = new Set([...text.matchAll(/"fullUrl":"([^"]+)"/g)].map(([, url]) => url))
    const references = [...text.matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url)
    expect(references.length).toBeGreaterThan(3)
    expect(references.filter((url) => !entries.has(url))).toEqual([])
  })

  it('stands in XML as well, in the order of the standard', () => {
    expect(fhirXml(text)).toMatch(/^<\?xml[^>]*><Bundle xmlns="http:\/\/hl7.org\/fhir"><identifier>.*<type value="document"\/>.*<Composition>/)
    expect(new Fhir().xmlToObj(fhirXml(text))).toMatchObject({ resourceType: 'Bundle', type: 'document' })
  })

  it('is the same document for the same version', () => expect(composeMinutesBundle(sampleOrder())).toBe(text))

  it('says what an addendum belongs to', () => {
    const addendum = composeMinutesBundle({ ...sampleOrder(), amends: sampleOrder().id })
    expect(addendum).toContain('"relatesTo":[{"code":"appends"')
  })
})

describe('the narrative', () => {
  it('keeps words and structure, and nothing active', () => {
    const div = narrativeOf('<section class="x" onclick="a>b"><p style="x">a<br>&lt;b&gt;</p><script src="x"></script><img alt="Ảnh" src="data:x"></section>')
    expect(div).toBe('<div xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>&lt;b&gt;</p>Ảnh</div>')
  })
})
