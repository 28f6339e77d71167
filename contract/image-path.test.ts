import { describe, expect, it } from 'vitest'
import { parseImagePath } from './image-path.ts'

const series = 'studies/1.2.840/series/1.2.3'
const parse = (path: string, query: Record<string, string> = {}) => parseImagePath(path.split('/'), query)

describe('parseImagePath', () => {
  it('understands what a viewer asks for', () => {
    const address = { study: '1.2.840', series: '1.2.3', instance: '1.9' }
    expect(parse(`${series}/metadata`)).toEqual({ kind: 'series-metadata', address: { study: '1.2.840', series: '1.2.3' } })
    expect(parse(`${series}/instances/1.9/frames/12`)).toEqual({ kind: 'frame', address, frame: 12, coding: 'compact' })
    expect(parse(`${series}/instances/1.9/rendered`, { window: '-600,1500', viewport: '512,384', quality: '60', frame: '3' })).toEqual({
      kind: 'rendered', address, rendering: { window: { centre: -600, width: 1500 }, viewport: { width: 512, height: 384 }, quality: 60, frame: 3 },
    })
  })

  it.each([
    '', 'studies', series, `${series}/instances`, `${series}/instances/1.9`, `${series}/instances/1.9/frames`, `${series}/instances/1.9/frames/0`,
    `${series}/instances/1.9/frames/1/rendered`, `${series}/instances/1.9/bulk`, 'studies/../series/1/metadata', 'studies/1.02/series/1.2/metadata',
    `studies/${'1.'.repeat(40)}1/series/1.2/metadata`, `${series}/instances/1.9/metadata/x`, 'studies/1.2?x=/series/1.2/metadata',
  ])('knows no %j', (path) => {
    expect(parse(path)).toBeNull()
  })

  it.each([{ window: '40' }, { window: '40,400,linear' }, { viewport: '8,8' }, { viewport: '90000,1' }, { quality: '101' }, { quality: '0' }, { frame: 'x' }])('takes no %j', (query) => {
    expect(parse(`${series}/instances/1.9/rendered`, Object.fromEntries(Object.entries(query)))).toBeNull()
  })
})
