import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function tokensOf(block: string): ReadonlyMap<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]))
}

const [lightBlock = '', roomBlock = ''] = css.split("[data-theme='room'] {")
const light = tokensOf(lightBlock)
const themes = { light, room: new Map([...light, ...tokensOf(roomBlock)]) }

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dark + 0.05)
}

const readable: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'quiet', 'faint', 'jade-ink', 'danger', 'warning', 'success'].flatMap((text) =>
    ['paper', 'surface'].map((ground) => [text, ground] as const),
  ),
  ['ink', 'sunken'], ['quiet', 'sunken'], ['ink', 'jade-wash'], ['jade-ink', 'jade-wash'], ['quiet', 'jade-wash'],
  ['on-jade', 'jade'], ['on-jade', 'jade-hover'], ['on-emergency', 'emergency'], ['on-emergency', 'emergency-hover'],
  ['emergency-ink', 'emergency-wash'], ['urgent-ink', 'urgent-wash'], ['priority-ink', 'priority-wash'],
  ['routine-ink', 'routine-wash'], ['ward-ink', 'ward-wash'], ['danger', 'danger-wash'], ['warning', 'warning-wash'],
  ['info', 'info-wash'], ['success', 'success-wash'],
]

const seen: readonly (readonly [shape: string, ground: string])[] = [['line-control', 'surface'], ['line-control', 'paper'], ['jade-ink', 'paper'], ['rec', 'surface']]

describe.each(Object.entries(themes))('the %s theme', (_name, tokens) => {
  const between = (a: string, b: string): number => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '')

  it.each(readable)('%s is read on %s (AA, 4.5:1)', (text, ground) => {
    expect(between(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(seen)('%s is seen on %s (AA, 3:1)', (shape, ground) => {
    expect(between(shape, ground)).toBeGreaterThanOrEqual(3)
  })
})
