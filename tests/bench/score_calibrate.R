# The same responses with R packages from Debian: Rscript score_calibrate.R responses.csv
# eRm::PCM is the partial credit model by conditional maximum likelihood, without scenario effect and
# without abilities; lme4::glmer the Rasch model of "acceptable" with agent and scenario effects.
data <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = TRUE)
timed <- function(name, work) {
  time <- system.time(work())
  cat(sprintf('{"program":"%s","seconds":%.2f,"processor":%.2f}\n', name, time[["elapsed"]],
              time[["user.self"]]))
}
suppressPackageStartupMessages(library(eRm))
wide <- tapply(data$category, list(data$agent, data$node), function(x) x[1])
timed("eRm::PCM", function() PCM(wide))
suppressPackageStartupMessages(library(lme4))
data$acceptable <- as.integer(data$category >= 1)
rasch <- function(points)
  glmer(acceptable ~ 0 + node + (1 | agent) + (1 | agent:scenario), data, family = binomial,
        control = glmerControl(calc.derivs = FALSE), nAGQ = points)
timed("lme4::glmer, nAGQ = 0 (approximate)", function() rasch(0))
if (length(commandArgs(TRUE)) > 1) # takes minutes
  timed("lme4::glmer, Laplace", function() rasch(1))
