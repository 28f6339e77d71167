'use client'

import { useState } from 'react'

declare global {
  // The name under which style-inserting libraries (scroll lock of dialogs) look for the page's nonce.
  var __webpack_nonce__: string | undefined
}

/**
 * Hands the nonce of the first page load to libraries that insert style elements.
 * Later renders bring other nonces, but the browser holds this document to the first.
 */
export function StyleNonce({ nonce }: { readonly nonce: string }): null {
  useState(() => {
    if (typeof window !== 'undefined') globalThis.__webpack_nonce__ ??= nonce
  })
  return null
}

/** The nonce for a style element made in the browser. */
export const styleNonce = (): string | undefined => globalThis.__webpack_nonce__
