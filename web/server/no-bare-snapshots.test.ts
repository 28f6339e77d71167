import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const core = join(import.meta.dirname, '../../core')

it('opens a snapshot only where whoever reads it is asked after: what was sent names the patient', () => {
  const opening = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && /\bsnapshots\.find\(/.test(readFileSync(join(core, path), 'utf8')))
  expect(opening.toSorted()).toEqual([
    'case/compare-snapshot.ts', // for the hospital whose record it is
    'case/view-case.ts', // masked for whoever may not know whose it is
    'imaging/view-images.ts', // nothing but the images' own identifiers
    'imaging/view-media.ts', // masked likewise
    'minutes/gather-facts.ts', // for minutes, which are closed to whoever may not know whose they are
    'round/plan-round.ts', // takes department, room and bed alone, which name nobody
  ])
})
