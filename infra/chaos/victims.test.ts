import { expect, it } from 'vitest'
import { diedByThemselves, type Pids } from './victims.ts'

const before: Pids = new Map([['portal', 1], ['jobs', 2], ['sfu', 3], ['worker', 4], ['turn', 5], ['turnserver', 6], ['postgres', undefined]])

it('names whoever runs under another number though nobody killed it', () => {
  expect(diedByThemselves(before, new Map([...before, ['jobs', 20], ['portal', undefined]]), new Set(['sfu']))).toEqual(['portal died by itself', 'jobs died by itself'])
})

it('expects children to go with their parent, the keeper of the relay with it, and nothing of whoever was not there', () => {
  const after: Pids = new Map([...before, ['sfu', 30], ['worker', 40], ['turn', 50], ['turnserver', 60], ['postgres', 70]])
  expect(diedByThemselves(before, after, new Set(['sfu', 'turn']))).toEqual([])
  expect(diedByThemselves(before, after, new Set(['sfu', 'turnserver']))).toEqual([])
  expect(diedByThemselves(before, after, new Set(['sfu']))).toEqual(['turn died by itself', 'turnserver died by itself'])
})
