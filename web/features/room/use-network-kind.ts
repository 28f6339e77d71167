'use client'

import { useSyncExternalStore } from 'react'

type NetworkKind = 'wired' | 'wireless' | 'unknown'

const connectionOf = (): EventTarget | null => {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null
  return connection instanceof EventTarget ? connection : null
}

function kindOf(): NetworkKind {
  const connection = connectionOf()
  const type: unknown = connection !== null && 'type' in connection ? connection.type : undefined
  if (type === 'ethernet') return 'wired'
  return type === 'wifi' || type === 'cellular' ? 'wireless' : 'unknown'
}

function follow(changed: () => void): () => void {
  const connection = connectionOf()
  connection?.addEventListener('change', changed)
  return () => connection?.removeEventListener('change', changed)
}

/** What the browser knows of its line; tablets tell, desktop browsers mostly do not. */
export const useNetworkKind = (): NetworkKind => useSyncExternalStore(follow, kindOf, () => 'unknown')
