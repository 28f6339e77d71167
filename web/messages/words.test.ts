import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '#infra/setup/paths.mjs'

const app = join(repositoryRoot, 'web/app')

interface Source {
  readonly side: 'client' | 'action' | 'either'
  /** The files of ours that it brings along. */
  readonly brings: readonly string[]
  /** The areas whose sentences it asks for by a hook. */
  readonly asksFor: readonly string[]
}

const sources = new Map<string, Source>()

function sourceOf(file: string): Source {
  const known = sources.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, 'utf8')
  const side = /^'use client'/.test(text) ? 'client' : /^'use server'/.test(text) ? 'action' : 'either'
  const named = [...text.matchAll(/^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?'([^']+)'/gm), ...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, name = '']) => name)
  const brings = named.filter((name) => /^[#.].*\.tsx?$/.test(name)).map((name) => (name.startsWith('#') ? join(repositoryRoot, name.slice(1)) : join(dirname(file), name)))
  const asksFor = [...text.matchAll(/\buseTranslations\(([^)]*)\)/g)].flatMap(([call, named = '']) => {
    const areas = [...named.matchAll(/'(\w+)(?:\.[\w.]+)?'/g)].map(([, area = '']) => area)
    if (areas.length === 0) throw new Error(`${relative(repositoryRoot, file)}: no area can be read from ${call}`)
    return areas
  })
  const read: Source = { side, brings, asksFor }
  sources.set(file, read)
  return read
}

/** The areas that a file's parts ask for in the browser: whatever is reached through a client component. */
function neededBy(file: string): ReadonlySet<string> {
  const areas = new Set<string>()
  const seen = { server: new Set<string>(), client: new Set<string>() }
  const visit = (at: string, around: 'server' | 'client'): void => {
    const { side, brings, asksFor } = sourceOf(at)
    if (side === 'action') return
    const where = side === 'client' ? 'client' : around
    if (seen[where].has(at)) return
    seen[where].add(at)
    if (where === 'client') for (const area of asksFor) areas.add(area)
    for (const one of brings) visit(one, where)
  }
  visit(file, 'server')
  return areas
}

/** The areas that a page or layout sends: `withWords(Page, ['cases'])`, `<Words areas={['shell']}>`. */
const sentBy = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:withWords\(\w+, |areas=\{)\[([^\]]*)\]/g)].flatMap(([, list = '']) => [...list.matchAll(/'(\w+)'/g)].map(([, area = '']) => area))

const isWithin = (folder: string, file: string): boolean => !relative(folder, file).startsWith('..')
const named = (pattern: RegExp): readonly string[] =>
  readdirSync(app, { recursive: true, withFileTypes: true }).filter(({ name }) => pattern.test(name)).map(({ parentPath, name }) => join(parentPath, name))
const layouts = named(/^layout\.tsx$/)

/** What the layouts around a file send. */
const sentAround = (file: string): ReadonlySet<string> => new Set(layouts.filter((layout) => layout !== file && isWithin(dirname(layout), file)).flatMap(sentBy))

/** What a layout stands around beside the pages: shown in their place, with the layout's words alone. */
const inPlaceOfPages = (layout: string): readonly string[] => ['error.tsx', 'not-found.tsx', 'loading.tsx'].map((name) => join(dirname(layout), name)).filter((file) => existsSync(file))

const place = (file: string): string => relative(app, file)

describe('the words that are sent to the browser', () => {
  it.each(named(/^page\.tsx$/).map((file) => [place(file), file]))('are those that its parts use: %s', (_, file) => {
    const around = sentAround(file)
    expect(sentBy(file)).toEqual([...neededBy(file)].filter((area) => !around.has(area)).toSorted())
  })

  it.each(layouts.map((file) => [place(file), file]))('are those that its parts use: %s', (_, file) => {
    const around = sentAround(file)
    const needed = new Set([file, ...inPlaceOfPages(file)].flatMap((one) => [...neededBy(one)]))
    expect(sentBy(file)).toEqual([...needed].filter((area) => !around.has(area)).toSorted())
  })
})
