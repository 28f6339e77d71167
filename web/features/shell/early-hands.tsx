'use client'

import { useLayoutEffect } from 'react'

interface Pressed {
  readonly target: EventTarget | null
  /** The form that was sent, where the press sent one. */
  readonly by?: HTMLElement | null
  readonly at: number
}

declare global {
  /** What was pressed last before the page's script had come; nothing while React itself brings that press to its place. */
  var endEarlyHands: (() => Pressed | undefined) | undefined
}

/**
 * Runs before any other script, by the page's nonce. A form without an address of its own must not be sent by the browser: its
 * fields would stand in the page's address.
 */
const keepPresses = `(() => {
  let pressed, passing
  const keep = (press) => { pressed = passing = press; setTimeout(() => { passing = undefined }) }
  const onClick = (event) => { if (event.isTrusted) keep({ target: event.target, at: performance.now() }) }
  const onSubmit = (event) => {
    if (event.target.hasAttribute('action')) return
    event.preventDefault()
    keep({ target: event.target, by: event.submitter, at: performance.now() })
  }
  document.addEventListener('click', onClick, true)
  document.addEventListener('submit', onSubmit, true)
  globalThis.endEarlyHands = () => {
    document.removeEventListener('click', onClick, true)
    document.removeEventListener('submit', onSubmit, true)
    globalThis.endEarlyHands = undefined
    return passing === undefined ? pressed : undefined
  }
})()`

/** Whoever pressed longer ago has given up waiting. */
const patienceMs = 10_000

/** Keeps what is typed and pressed before the page's script has come, and brings it to its place then. */
export function EarlyHands({ nonce }: { readonly nonce: string }) {
  useLayoutEffect(() => {
    const pressed = globalThis.endEarlyHands?.()
    // The parts of the page begin to listen with this very commit.
    setTimeout(() => {
      for (const field of document.querySelectorAll('input, textarea, select')) bringTyped(field)
      // What was typed must have been taken in before it is sent.
      setTimeout(() => {
        if (pressed !== undefined && performance.now() - pressed.at < patienceMs) press(pressed)
      })
    })
  }, [])
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: keepPresses }} />
}

const prototypeSetter = (field: HTMLInputElement | HTMLTextAreaElement): ((value: string) => void) | undefined =>
  Object.getOwnPropertyDescriptor(field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype, 'value')?.set?.bind(field)

/** React takes what stands in a field when it wakes for what it put there itself: it is put back, and then typed again. */
function bringTyped(field: Element): void {
  if (field instanceof HTMLSelectElement) {
    if ([...field.options].some((option) => option.selected !== option.defaultSelected)) field.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    // Of radios, the one that was chosen unchecks the others.
    if (field.checked === field.defaultChecked || (field.type === 'radio' && !field.checked)) return
    field.checked = field.defaultChecked
    field.click()
  } else if ((field instanceof HTMLInputElement && field.type !== 'file') || field instanceof HTMLTextAreaElement) {
    const typed = field.value
    if (typed === field.defaultValue) return
    field.value = field.defaultValue
    prototypeSetter(field)?.(typed)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** As a finger does: menus open at its coming down, everything else at its going up. */
function press({ target, by }: Pressed): void {
  if (!(target instanceof Element) || !target.isConnected) return
  if (target instanceof HTMLFormElement) {
    target.requestSubmit(by ?? null)
    return
  }
  // What the browser does by itself, it has done.
  if (target.closest('a[href], label, input, textarea, select, summary') !== null) return
  const detail = { bubbles: true, cancelable: true, composed: true, button: 0 }
  target.dispatchEvent(new PointerEvent('pointerdown', { ...detail, pointerType: 'mouse', isPrimary: true }))
  target.dispatchEvent(new MouseEvent('mousedown', detail))
  target.dispatchEvent(new PointerEvent('pointerup', { ...detail, pointerType: 'mouse', isPrimary: true }))
  target.dispatchEvent(new MouseEvent('mouseup', detail))
  if (target instanceof HTMLElement) target.click()
  else target.dispatchEvent(new MouseEvent('click', detail))
}
