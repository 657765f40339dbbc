import type { FastifyReply } from 'fastify';
import type { APIInteractionResponse } from 'discord-api-types/v10';
import type { Attachment } from '../../commands/kit/responder.js';

/**
 * Sends the acknowledgement as the HTTP answer: JSON, or multipart (`payload_json`, `files[n]`) when there are files.
 * Resolves when it has left; rejects when the connection closed before.
 */
export const sendResponse = async (
  reply: FastifyReply,
  response: APIInteractionResponse,
  files: readonly Attachment[],
): Promise<void> => {
  const { contentType, body } = files.length === 0 ? asJson(response) : await asMultipart(response, files);
  const sent = new Promise<void>((resolve, reject) => {
    reply.raw.once('finish', resolve);
    reply.raw.once('close', () => reject(new Error('the connection closed before the acknowledgement was sent')));
    if (reply.raw.destroyed) reject(new Error('the connection closed before the acknowledgement was sent'));
  });
  void reply.code(200).header('content-type', contentType).send(body);
  await sent;
};

const asJson = (response: APIInteractionResponse) => ({
  contentType: 'application/json; charset=utf-8',
  body: Buffer.from(JSON.stringify(response)),
});

const asMultipart = async (response: APIInteractionResponse, files: readonly Attachment[]) => {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(response));
  files.forEach(({ name, data, contentType }, index) => {
    const type = contentType ?? 'application/octet-stream';
    form.append(`files[${index}]`, new Blob([new Uint8Array(data)], { type }), name);
  });
  const encoded = new Response(form);
  return {
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
    body: Buffer.from(await encoded.arrayBuffer()),
  };
};
