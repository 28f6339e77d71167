import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..')
const generated = join(folder, 'generated')

const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) && !entry.parentPath.startsWith(generated))
  .map((entry) => join(entry.parentPath, entry.name))

test('no repository asks by findUnique: Prisma gathers those of one moment into one query, in the scope of the first', () => {
  expect(sources.length).toBeGreaterThan(30)
  expect(sources.filter((path) => /\bfindUnique(OrThrow)?\(/.test(readFileSync(path, 'utf8')))).toEqual([])
})
