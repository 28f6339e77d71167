export { uploadRoute as DELETE, uploadRoute as HEAD, uploadRoute as PATCH } from '#web/server/upload-route.ts'
