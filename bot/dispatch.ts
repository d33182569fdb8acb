/** From an interaction to what it does: acknowledged first, within Discord's three seconds; only then is anything asked that can be slow. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { createLogger } from '@/lib/base/logging';
import { runChoices } from '@/lib/delivery/discord/answers';
import { readCustomId } from '@/lib/delivery/discord/components';
import { CODE, hasCode } from '@/lib/delivery/discord/failures';
import { notice } from '@/lib/delivery/discord/message';
import { fitText } from '@/lib/delivery/discord/text';
import { listRuns } from '@/lib/pipeline/views';
import { explanation } from './asking';
import { audited, buttonFact, commandFact } from './audit';
import { BUTTONS, PRIVATE_ACTIONS } from './buttons';
import { answerFurther, askFurther } from './commands/ask';
import { HANDLERS, PRIVATE_COMMANDS } from './commands/handlers';
import { feedChoices } from './commands/watch';
import type { BotContext } from './options';
import { type Answerable, edit } from './replies';

const log = createLogger('discord');

const CHOICES = 25;
/** Suggestions cannot be deferred: without them in time there are none. */
const SUGGEST_WITHIN_MS = 2_000;
const EXPLANATION_LENGTH = 1500;

export async function dispatch(interaction: Interaction, context: BotContext): Promise<void> {
  try {
    if (interaction.isAutocomplete()) return await suggest(interaction);
    if (interaction.isChatInputCommand()) {
      const handler = HANDLERS[interaction.commandName];
      if (handler) {
        await deferred(interaction, PRIVATE_COMMANDS.includes(interaction.commandName), context, () =>
          audited(interaction, commandFact(interaction), () => handler(interaction, context)),
        );
      }
      return;
    }
    if (interaction.isButton()) return await press(interaction, context);
    if (interaction.isModalSubmit()) return await submit(interaction, context);
  } catch (error) {
    // An answer that came too late, or to what was answered already: nobody is there to be told.
    const isLate = hasCode(error, CODE.unknownInteraction, CODE.alreadyAcknowledged);
    log[isLate ? 'warn' : 'error']({ err: error, interaction_id: interaction.id }, 'an interaction was not answered');
  }
}

async function press(interaction: ButtonInteraction, context: BotContext): Promise<void> {
  const id = readCustomId(interaction.customId);
  if (!id)
    return deferred(interaction, true, context, () => edit(interaction, notice('This button is of an older version. Use `/run` instead.')));
  const { action, argument } = id;
  if (action === 'ask') return askFurther(interaction, argument);
  return deferred(interaction, PRIVATE_ACTIONS.includes(action), context, () =>
    audited(interaction, buttonFact(action, argument), () => BUTTONS[action](interaction, argument, context)),
  );
}

async function submit(interaction: ModalSubmitInteraction, context: BotContext): Promise<void> {
  const id = readCustomId(interaction.customId);
  if (id?.action === 'ask') {
    await deferred(interaction, false, context, () =>
      audited(interaction, { action: 'memory.ask' }, () => answerFurther(interaction, id.argument, context)),
    );
  }
}

/** deferred acknowledges before all else, then works when it is its turn; whatever goes wrong is said in the answer. */
async function deferred(interaction: Answerable, isPrivate: boolean, { limits }: BotContext, work: () => Promise<void>): Promise<void> {
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  try {
    await limits.atOnce(work);
  } catch (error) {
    log.info({ err: error, interaction_id: interaction.id }, 'an interaction could not be done');
    await edit(interaction, notice(fitText(explanation(error), EXPLANATION_LENGTH), 'warning'));
  }
}

async function suggest(interaction: AutocompleteInteraction): Promise<void> {
  const typed = String(interaction.options.getFocused()).trim().slice(0, 100);
  const late = new Promise<[]>((resolve) => setTimeout(resolve, SUGGEST_WITHIN_MS, []).unref());
  const found = interaction.commandName === 'watch' ? feedChoices(interaction, typed) : recentRuns(typed);
  await interaction.respond(await Promise.race([found.catch(() => []), late]));
}

async function recentRuns(typed: string): Promise<{ name: string; value: string }[]> {
  return runChoices((await listRuns({ limit: CHOICES, ...(typed ? { q: typed } : {}) })).runs);
}
