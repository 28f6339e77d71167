import { expect, it } from 'vitest'
import { faultOfPage, isBase64, largestPage } from './printed-page.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

it.each([
  ['a PDF', bytes('%PDF-1.7\n…'), null],
  ['a program', bytes('MZ%PDF-1.7'), 'not-pdf'],
  ['nothing', new Uint8Array(), 'not-pdf'],
  ['a locked PDF', bytes('%PDF-1.7 // /Encrypt 5 0 R'), 'encrypted'],
  ['a PDF that speaks of something like it', bytes('%PDF-1.7 /Encod /Encryp'), null],
  ['too much', new Uint8Array(largestPage + 1), 'too-large'],
] as const)('%s is found out by its bytes', (_what, page, fault) => {
  expect(faultOfPage(page)).toBe(fault)
})

it.each([['JVBERi0=', true], ['JVBERi0', false], ['JVBE Ri0=', false], ['', false], ['====', false]])('%s is base64: %s', (text, is) => {
  expect(isBase64(text)).toBe(is)
})
