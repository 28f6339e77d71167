import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Stored text becomes markup only where somebody writes markup by hand; React escapes everything else. */
const root = join(import.meta.dirname, '..')
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:ts|tsx)$/.test(entry.name) && !/\.test\.|[\\/](?:\.next|public)(?:[\\/]|$)/.test(join(entry.parentPath, entry.name)))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const sinks = /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|srcDoc|createContextualFragment|\beval\(|new Function\(|DOMParser/
/** The one script that stands in a page, word for word as in its source: it must run before any other has come. */
const ownScript = 'features/shell/early-hands.tsx'
const schemes = /(?:href|src|action)=\{?["'`](?:javascript|data:text\/html|vbscript):/i

describe('the portal', () => {
  it('reads its own sources', () => expect(sources.length).toBeGreaterThan(200))

  it('writes no markup by hand and runs no text as a script', () => {
    expect(sources.filter((path) => sinks.test(readFileSync(join(root, path), 'utf8')))).toEqual([ownScript])
    const [text = '', ...others] = readFileSync(join(root, ownScript), 'utf8').match(/const keepPresses = `[^`]*`|__html: (?!keepPresses )\S+/g) ?? []
    expect(others).toEqual([])
    expect(text).toMatch(/^const keepPresses = `[^$`]+`$/)
  })

  it('leads nowhere by a scheme that runs', () => {
    expect(sources.filter((path) => schemes.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
  })
})
