import { expect, it } from 'vitest'
import { firstLoads } from '#infra/start/first-load.ts'

/** Compressed bytes of script beyond the framework: what stands, with little room to grow; lower them when a page becomes lighter. */
const mostBytes = { lists: 112_000, room: 178_000, others: 168_000 } as const

function mostOf(page: string): number {
  if (page.startsWith('(portal)/(lists)')) return mostBytes.lists
  return page.endsWith('/room') ? mostBytes.room : mostBytes.others
}

/** The build is the one that the journeys run upon. */
it('no page of the portal brings more script at its first load than it did', () => {
  const heavy = firstLoads().filter(({ page, ownBytes }) => ownBytes > mostOf(page))
  expect(heavy).toEqual([])
})
