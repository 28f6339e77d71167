export { uploadRoute as POST, uploadRoute as OPTIONS } from '#web/server/upload-route.ts'
