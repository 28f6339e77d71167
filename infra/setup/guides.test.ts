import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from './paths.mjs'

const guides = ['README.md', ...readdirSync(join(repositoryRoot, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))]
const textOf = (guide: string): string => readFileSync(join(repositoryRoot, guide), 'utf8')
const found = (pattern: RegExp): readonly (readonly [guide: string, what: string])[] =>
  guides.flatMap((guide) => [...textOf(guide).matchAll(pattern)].map(([, what = '']) => [guide, what] as const))

/** The name of a heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '').trim().replaceAll(/\s/g, '-')
const anchorsOf = (guide: string): ReadonlySet<string> => new Set([...textOf(guide).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))

/** Every file that says what it reads from the environment. */
function sources(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs|sh)$/.test(name) && !name.includes('node_modules') && !name.includes('.next')).map((name) => join(folder, name))
}

describe('the guides', () => {
  it('name commands that there are', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    expect(found(/npm run (?:--silent )?([\w-]+)/g).filter(([, name]) => scripts[name] === undefined)).toEqual([])
  })

  it('name files that there are', () => {
    const named = found(/[\s`(]((?:infra|e2e|bench|signaling|jobs|prisma|core|adapters|contract|web|sfu)\/[\w./-]+\.\w+)\b/g)
    expect(named.length).toBeGreaterThan(20)
    // Settings are the operator's to write.
    expect(named.filter(([, path]) => !path.endsWith('.env') && !existsSync(join(repositoryRoot, path)))).toEqual([])
  })

  it('lead to pages, places and pictures that there are', () => {
    const dead = guides.flatMap((guide) => [...textOf(guide).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([link, path = '', anchor]) => {
      const target = path === '' ? guide : relative(repositoryRoot, join(repositoryRoot, dirname(guide), path))
      const stands = existsSync(join(repositoryRoot, target)) && (anchor === undefined || anchorsOf(target).has(anchor))
      return stands ? [] : [`${guide}: ${link}`]
    }))
    expect(dead).toEqual([])
  })

  it('name settings that somebody reads, and every setting of the example', () => {
    const operations = textOf('docs/operations.md')
    const tabled = [...operations.matchAll(/^\| (`[A-Z][^|]*`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = '']) => name))
    const code = ['infra', 'web/server', 'signaling', 'sfu', 'jobs', 'adapters'].flatMap(sources).map(textOf).join('\n')
    expect(tabled.length).toBeGreaterThan(40)
    expect(tabled.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
    const exampled = [...textOf('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name)
    expect(exampled.filter((name) => !tabled.includes(name))).toEqual([])
  })
})
