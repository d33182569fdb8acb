/** Questions to memory, and the ones that follow from them. */
import {
  ActionRowBuilder,
  type ButtonInteraction,
  ModalBuilder,
  type ModalSubmitInteraction,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { readEnv } from '@/lib/config/env';
import { answerMessage } from '@/lib/delivery/discord/answers';
import { customId } from '@/lib/delivery/discord/components';
import { LIMITS } from '@/lib/delivery/discord/limits';
import { fitPlain } from '@/lib/delivery/discord/text';
import { askMemory, memoryFeatures } from '@/lib/memory';
import { takeQuestion } from '../asking';
import type { BotContext } from '../options';
import { type Answerable, edit } from '../replies';

const QUESTION_LENGTH = 500;
const FIELD = 'question';
/** What the id of a component can carry beside its action. */
const CARRIED_LENGTH = 70;

/** answer puts the answer to a question in the place of the deferred one. */
export async function answer(interaction: Answerable, question: string, context: BotContext): Promise<void> {
  takeQuestion(interaction.user.id, context);
  const { text, citations } = await askMemory(question, { features: memoryFeatures(readEnv()) }, context.embedder);
  const passages = citations.map(({ runId, title, startSeconds, quote }) => ({ runId, title, startSeconds, text: quote }));
  await edit(interaction, answerMessage({ question, text, citations: passages }, fitPlain(question, CARRIED_LENGTH), context.links));
}

/** askFurther opens the form for a question that follows; it must be the first answer to the button, so nothing is waited for. */
export async function askFurther(interaction: ButtonInteraction, before: string): Promise<void> {
  const input = new TextInputBuilder()
    .setCustomId(FIELD)
    .setLabel('Your question')
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(QUESTION_LENGTH)
    .setRequired(true);
  const modal = new ModalBuilder()
    .setCustomId(customId('ask', before))
    .setTitle(fitPlain(`After: ${before}`, LIMITS.modalTitle))
    .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
  await interaction.showModal(modal);
}

/** answerFurther: what went before is part of what is asked for. */
export async function answerFurther(interaction: ModalSubmitInteraction, before: string, context: BotContext): Promise<void> {
  const question = interaction.fields.getTextInputValue(FIELD);
  await answer(interaction, `${before} ${question}`.slice(0, QUESTION_LENGTH), context);
}
