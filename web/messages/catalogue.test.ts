import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.ts'

/** Every sentence by its path, with the placeholders that it fills in. */
function sentences(node: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof node === 'string') {
    const placeholders = [...node.matchAll(/\{\s*([a-z]\w*)\s*[,}]/g)].map(([, name]) => name)
    return [[path, [...new Set(placeholders)].sort().join(' ')]]
  }
  if (typeof node !== 'object' || node === null) throw new Error(`not a sentence: ${path}`)
  return Object.entries(node).flatMap(([key, value]) => sentences(value, path === '' ? key : `${path}.${key}`))
}

describe('the two languages', () => {
  const vi = new Map(sentences(catalogue.vi, ''))
  const en = new Map(sentences(catalogue.en, ''))

  it('say the same things', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
  })

  it.each([...vi.keys()].filter((key) => en.has(key)))('fill in the same values: %s', (key) => {
    expect(en.get(key)).toBe(vi.get(key))
  })

  it('fill nothing in when they refuse: those sentences are read without being parsed', () => {
    const said = (node: unknown): readonly string[] => (typeof node === 'string' ? [node] : Object.values(node ?? {}).flatMap(said))
    expect(said([catalogue.vi.refusals, catalogue.en.refusals]).filter((sentence) => /[{}<>]|''/.test(sentence))).toEqual([])
  })

  it('leave no sentence empty', () => {
    const all = JSON.stringify(catalogue)
    expect(all).not.toContain('""')
  })
})
