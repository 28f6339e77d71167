'use client'

import { useTranslations } from 'next-intl'
import type { LineReadings, WayState } from '#core/line-test/line-test.ts'
import type { TestStep } from './test-steps.ts'

interface StepWords {
  readonly text: string
  readonly tone: 'good' | 'bad' | 'none'
}

/** What is known of a step, in a few words. */
export function useLineWords(): (step: TestStep, known: Partial<LineReadings>) => StepWords {
  const t = useTranslations('lineTest')
  const rate = (bits: number | null | undefined): StepWords =>
    bits === null || bits === undefined ? { text: t('unknown'), tone: 'none' } : { text: t('rate', { value: bits / 1_000_000 }), tone: 'good' }
  const way = (state: WayState | undefined): StepWords => {
    if (state === undefined || state === 'absent') return { text: t('way.absent'), tone: 'none' }
    return { text: t(`way.${state}`), tone: state === 'open' ? 'good' : 'bad' }
  }
  return (step, known) => {
    switch (step) {
      case 'devices': {
        const { camera = 'missing', microphone = 'missing' } = known
        return { text: t('devices', { camera: t(`device.${camera}`), microphone: t(`device.${microphone}`) }), tone: camera === 'ready' && microphone === 'ready' ? 'good' : 'bad' }
      }
      case 'quality': {
        const { roundTrip = null, loss = null } = known
        if (roundTrip === null) return { text: t('unknown'), tone: 'none' }
        return { text: t('quality', { roundTrip: Math.round(roundTrip), loss: (loss ?? 0) * 100 }), tone: 'good' }
      }
      case 'down':
      case 'up':
        return rate(known[step])
      default:
        return way(known.ways?.[step])
    }
  }
}
